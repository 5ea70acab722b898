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
      <NavLink href="/shelves" icon="list" access={ACCESS.models.shelf.read}>
        Shelves
      </NavLink>
      <NavLink href="/books" icon="list" access={ACCESS.models.book.read}>
        Books
      </NavLink>
      <NavLink href="/ledgers" icon="list" access={ACCESS.models.ledger.read}>
        Ledgers
      </NavLink>
      <NavLink href="/diaries" icon="list" access={ACCESS.models.diary.read}>
        Diaries
      </NavLink>
      <NavLink href="/buckets/scans" icon="folder" access={ACCESS.buckets.scans.read}>
        Scans
      </NavLink>
      <NavLink href="/admin/groups" icon="people" access={["admins"]}>
        User groups
      </NavLink>
    </Nav>
  );
}
