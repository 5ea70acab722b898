import { Nav, NavLink } from "../shell/nav";

/** Where people can go, in this order. */
export function Navigation() {
  return (
    <Nav>
      <NavLink href="/" icon="home">
        Home
      </NavLink>
      <NavLink href="/authors" icon="list">
        Authors
      </NavLink>
      <NavLink href="/books" icon="list">
        Books
      </NavLink>
      <NavLink href="/buckets/covers" icon="folder">
        Covers
      </NavLink>
    </Nav>
  );
}
