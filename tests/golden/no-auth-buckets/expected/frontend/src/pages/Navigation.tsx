import { Nav, NavLink } from "../shell/nav";

/** Where people can go, in this order. */
export function Navigation() {
  return (
    <Nav>
      <NavLink href="/" icon="home">
        Home
      </NavLink>
      <NavLink href="/buckets/drops" icon="folder">
        Drops
      </NavLink>
    </Nav>
  );
}
