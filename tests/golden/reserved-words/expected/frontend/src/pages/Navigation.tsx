import { ACCESS } from "../generated/access";
import { Nav, NavLink } from "../shell/nav";

/** Where people can go, in this order. */
export function Navigation() {
  return (
    <Nav>
      <NavLink href="/" icon="home">
        Home
      </NavLink>
      <NavLink href="/jobs" icon="list" access={ACCESS.models.job.read}>
        Jobs
      </NavLink>
    </Nav>
  );
}
