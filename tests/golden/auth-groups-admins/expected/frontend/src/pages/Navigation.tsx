import { Nav, NavLink } from "../shell/nav";

/** Where people can go, in this order. */
export function Navigation() {
  return (
    <Nav>
      <NavLink href="/" icon="home">
        Home
      </NavLink>
      <NavLink href="/admin/groups" icon="people" access={["admins"]}>
        User groups
      </NavLink>
    </Nav>
  );
}
