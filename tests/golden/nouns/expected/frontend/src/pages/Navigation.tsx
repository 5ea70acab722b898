import { ACCESS } from "../generated/access";
import { Nav, NavLink } from "../shell/nav";

/** Where people can go, in this order. */
export function Navigation() {
  return (
    <Nav>
      <NavLink href="/" icon="home">
        Home
      </NavLink>
      <NavLink href="/events" icon="list" access={ACCESS.models.event.read}>
        Events
      </NavLink>
      <NavLink href="/documents" icon="list" access={ACCESS.models.document.read}>
        Documents
      </NavLink>
      <NavLink href="/document-files" icon="list" access={ACCESS.models.document_file.read}>
        Document files
      </NavLink>
      <NavLink href="/members" icon="list" access={ACCESS.models.member.read}>
        Members
      </NavLink>
      <NavLink href="/groups" icon="list" access={ACCESS.models.group.read}>
        Groups
      </NavLink>
      <NavLink href="/accesses" icon="list" access={ACCESS.models.access.read}>
        Accesses
      </NavLink>
      <NavLink href="/uploads" icon="list" access={ACCESS.models.upload.read}>
        Uploads
      </NavLink>
      <NavLink href="/warnings" icon="list" access={ACCESS.models.warning.read}>
        Warnings
      </NavLink>
      <NavLink href="/buckets/files" icon="folder" access={ACCESS.buckets.files.read}>
        Files
      </NavLink>
      <NavLink href="/admin/groups" icon="people" access={["admins"]}>
        User groups
      </NavLink>
    </Nav>
  );
}
