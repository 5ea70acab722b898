import { ACCESS } from "../generated/access";
import { Nav, NavLink } from "../shell/nav";

/** Where people can go, in this order. */
export function Navigation() {
  return (
    <Nav>
      <NavLink href="/" icon="home">
        Home
      </NavLink>
      <NavLink href="/buckets/drafts" icon="folder" access={ACCESS.buckets.drafts.read}>
        Drafts
      </NavLink>
      <NavLink href="/buckets/gallery" icon="folder" access={ACCESS.buckets.gallery.read}>
        Gallery
      </NavLink>
      <NavLink href="/buckets/inbox" icon="folder" access={ACCESS.buckets.inbox.read}>
        Inbox
      </NavLink>
      <NavLink href="/buckets/shared" icon="folder" access={ACCESS.buckets.shared.read}>
        Shared
      </NavLink>
    </Nav>
  );
}
