import { ACCESS } from "../generated/access";
import { Nav, NavLink } from "../shell/nav";

/** Where people can go, in this order. */
export function Navigation() {
  return (
    <Nav>
      <NavLink href="/" icon="home">
        Home
      </NavLink>
      <NavLink href="/as" icon="list" access={ACCESS.models.a.read}>
        As
      </NavLink>
      <NavLink href="/bs" icon="list" access={ACCESS.models.b.read}>
        Bs
      </NavLink>
      <NavLink href="/buckets/s" icon="folder" access={ACCESS.buckets.s.read}>
        S
      </NavLink>
    </Nav>
  );
}
