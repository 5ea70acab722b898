import { Nav, NavLink } from "../shell/nav";

/** Where people can go, in this order. */
export function Navigation() {
  return (
    <Nav>
      <NavLink href="/" icon="home">
        Home
      </NavLink>
      <NavLink href="/jobs" icon="list">
        Jobs
      </NavLink>
      <NavLink href="/counters" icon="list">
        Counters
      </NavLink>
      <NavLink href="/buckets/results" icon="folder">
        Results
      </NavLink>
    </Nav>
  );
}
