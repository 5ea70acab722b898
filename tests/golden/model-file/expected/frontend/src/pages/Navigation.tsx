import { ACCESS } from "../generated/access";
import { Nav, NavLink } from "../shell/nav";

/** Where people can go, in this order. */
export function Navigation() {
  return (
    <Nav>
      <NavLink href="/" icon="home">
        Home
      </NavLink>
      <NavLink href="/letters" icon="list" access={ACCESS.models.letter.read}>
        Letters
      </NavLink>
      <NavLink href="/buckets/scans" icon="folder" access={ACCESS.buckets.scans.read}>
        Scans
      </NavLink>
    </Nav>
  );
}
