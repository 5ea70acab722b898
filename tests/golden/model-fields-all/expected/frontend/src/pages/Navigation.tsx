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
      <NavLink href="/samples" icon="list" access={ACCESS.models.sample.read}>
        Samples
      </NavLink>
      <NavLink href="/buckets/pictures" icon="folder" access={ACCESS.buckets.pictures.read}>
        Pictures
      </NavLink>
    </Nav>
  );
}
