import { ACCESS } from "../generated/access";
import { Nav, NavLink } from "../shell/nav";

/** Where people can go, in this order. */
export function Navigation() {
  return (
    <Nav>
      <NavLink href="/" icon="home">
        Home
      </NavLink>
      <NavLink href="/announcements" icon="list" access={ACCESS.models.announcement.read}>
        Announcements
      </NavLink>
      <NavLink href="/comments" icon="list" access={ACCESS.models.comment.read}>
        Comments
      </NavLink>
      <NavLink href="/diaries" icon="list" access={ACCESS.models.diary.read}>
        Diaries
      </NavLink>
      <NavLink href="/reports" icon="list" access={ACCESS.models.report.read}>
        Reports
      </NavLink>
      <NavLink href="/secrets" icon="list" access={ACCESS.models.secret.read}>
        Secrets
      </NavLink>
      <NavLink href="/walls" icon="list" access={ACCESS.models.wall.read}>
        Walls
      </NavLink>
      <NavLink href="/admin/groups" icon="people" access={["admins"]}>
        User groups
      </NavLink>
    </Nav>
  );
}
