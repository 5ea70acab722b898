import { ACCESS } from "../generated/access";
import { Nav, NavLink } from "../shell/nav";

/** Where people can go, in this order. */
export function Navigation() {
  return (
    <Nav>
      <NavLink href="/" icon="home">
        Home
      </NavLink>
      <NavLink href="/makers" icon="list" access={ACCESS.models.maker.read}>
        Makers
      </NavLink>
      <NavLink href="/parts" icon="list" access={ACCESS.models.part.read}>
        Parts
      </NavLink>
      <NavLink href="/tools" icon="list" access={ACCESS.models.tool.read}>
        Tools
      </NavLink>
    </Nav>
  );
}
