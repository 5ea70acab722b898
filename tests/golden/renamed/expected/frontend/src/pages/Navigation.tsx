import { ACCESS } from "../generated/access";
import { Nav, NavLink } from "../shell/nav";

/** Where people can go, in this order. */
export function Navigation() {
  return (
    <Nav>
      <NavLink href="/" icon="home">
        Home
      </NavLink>
      <NavLink href="/clips" icon="list" access={ACCESS.models.clip.read}>
        Clips
      </NavLink>
      <NavLink href="/series-lists" icon="list" access={ACCESS.models.series_list.read}>
        Series lists
      </NavLink>
      <NavLink href="/buckets/films" icon="folder" access={ACCESS.buckets.films.read}>
        Films
      </NavLink>
      <NavLink href="/admin/groups" icon="people" access={["admins"]}>
        User groups
      </NavLink>
    </Nav>
  );
}
