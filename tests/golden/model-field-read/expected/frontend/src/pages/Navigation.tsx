import { ACCESS } from "../generated/access";
import { Nav, NavLink } from "../shell/nav";

/** Where people can go, in this order. */
export function Navigation() {
  return (
    <Nav>
      <NavLink href="/" icon="home">
        Home
      </NavLink>
      <NavLink href="/channels" icon="list" access={ACCESS.models.channel.read}>
        Channels
      </NavLink>
      <NavLink href="/videos" icon="list" access={ACCESS.models.video.read}>
        Videos
      </NavLink>
      <NavLink href="/diaries" icon="list" access={ACCESS.models.diary.read}>
        Diaries
      </NavLink>
      <NavLink href="/letters" icon="list" access={ACCESS.models.letter.read}>
        Letters
      </NavLink>
      <NavLink href="/walls" icon="list" access={ACCESS.models.wall.read}>
        Walls
      </NavLink>
      <NavLink href="/buckets/videos" icon="folder" access={ACCESS.buckets.videos.read}>
        Uploaded videos
      </NavLink>
      <NavLink href="/admin/groups" icon="people" access={["admins"]}>
        User groups
      </NavLink>
    </Nav>
  );
}
