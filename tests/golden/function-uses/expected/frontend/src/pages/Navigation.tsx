import { ACCESS } from "../generated/access";
import { Nav, NavLink } from "../shell/nav";

/** Where people can go, in this order. */
export function Navigation() {
  return (
    <Nav>
      <NavLink href="/" icon="home">
        Home
      </NavLink>
      <NavLink href="/notes" icon="list" access={ACCESS.models.note.read}>
        Notes
      </NavLink>
      <NavLink href="/topics" icon="list" access={ACCESS.models.topic.read}>
        Topics
      </NavLink>
      <NavLink href="/buckets/photos" icon="folder" access={ACCESS.buckets.photos.read}>
        Photos
      </NavLink>
      <NavLink href="/buckets/sounds" icon="folder" access={ACCESS.buckets.sounds.read}>
        Sounds
      </NavLink>
    </Nav>
  );
}
