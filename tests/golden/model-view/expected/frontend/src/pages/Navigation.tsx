import { ACCESS } from "../generated/access";
import { Nav, NavLink } from "../shell/nav";

/** Where people can go, in this order. */
export function Navigation() {
  return (
    <Nav>
      <NavLink href="/" icon="home">
        Home
      </NavLink>
      <NavLink href="/authors" icon="list" access={ACCESS.models.author.read}>
        Authors
      </NavLink>
      <NavLink href="/books" icon="list" access={ACCESS.models.book.read}>
        Books
      </NavLink>
    </Nav>
  );
}
