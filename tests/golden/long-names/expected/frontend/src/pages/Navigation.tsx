import { ACCESS } from "../generated/access";
import { Nav, NavLink } from "../shell/nav";

/** Where people can go, in this order. */
export function Navigation() {
  return (
    <Nav>
      <NavLink href="/" icon="home">
        Home
      </NavLink>
      <NavLink
        href="/alpha-abcdefgh-abcdefgh-abcdefs"
        icon="list"
        access={ACCESS.models.alpha_abcdefgh_abcdefgh_abcdef.read}
      >
        Alpha abcdefgh abcdefgh abcdefs
      </NavLink>
      <NavLink
        href="/beta-abcdefgh-abcdefgh-abcdefgs"
        icon="list"
        access={ACCESS.models.beta_abcdefgh_abcdefgh_abcdefg.read}
      >
        Beta abcdefgh abcdefgh abcdefgs
      </NavLink>
      <NavLink
        href="/buckets/gamma-abcdefgh-abcdefgh-abcdefgh"
        icon="folder"
        access={ACCESS.buckets["gamma-abcdefgh-abcdefgh-abcdefgh"].read}
      >
        Gamma abcdefgh abcdefgh abcdefgh
      </NavLink>
      <NavLink href="/admin/groups" icon="people" access={["admins"]}>
        User groups
      </NavLink>
    </Nav>
  );
}
