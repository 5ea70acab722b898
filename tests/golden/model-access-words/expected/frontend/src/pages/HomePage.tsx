import { NewLink } from "../components/ListPage";
import { PageHeader } from "../components/PageHeader";
import { RelatedList } from "../components/RelatedList";
import { DESCRIPTION, TITLE } from "../generated/app";
import { announcementModel } from "../models/announcement";
import { commentModel } from "../models/comment";
import { diaryModel } from "../models/diary";
import { AnnouncementTable } from "./announcements/AnnouncementTable";
import { CommentTable } from "./comments/CommentTable";
import { DiaryTable } from "./diaries/DiaryTable";

export default function HomePage() {
  return (
    <>
      <PageHeader title={TITLE} lead={DESCRIPTION}>
        <NewLink of={announcementModel} />
      </PageHeader>
      <RelatedList
        title="Latest announcements"
        of={announcementModel}
        query={{ limit: 6 }}
        more="/announcements"
        empty="No announcements yet."
      >
        {(items) => <AnnouncementTable items={items} />}
      </RelatedList>
      <RelatedList
        title="Latest comments"
        of={commentModel}
        query={{ limit: 6 }}
        more="/comments"
        empty="No comments yet."
      >
        {(items) => <CommentTable items={items} />}
      </RelatedList>
      <RelatedList
        title="Latest diaries"
        of={diaryModel}
        query={{ limit: 6 }}
        more="/diaries"
        empty="No diaries yet."
      >
        {(items) => <DiaryTable items={items} />}
      </RelatedList>
    </>
  );
}
