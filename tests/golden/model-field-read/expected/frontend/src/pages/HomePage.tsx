import { NewLink } from "../components/ListPage";
import { PageHeader } from "../components/PageHeader";
import { RelatedList } from "../components/RelatedList";
import { DESCRIPTION, TITLE } from "../generated/app";
import { channelModel } from "../models/channel";
import { diaryModel } from "../models/diary";
import { videoModel } from "../models/video";
import { ChannelTable } from "./channels/ChannelTable";
import { DiaryTable } from "./diaries/DiaryTable";
import { VideoCards } from "./videos/VideoCards";

export default function HomePage() {
  return (
    <>
      <PageHeader title={TITLE} lead={DESCRIPTION}>
        <NewLink of={videoModel} />
      </PageHeader>
      <RelatedList
        title="Latest videos"
        of={videoModel}
        query={{ limit: 6, include: ["file"] }}
        more="/videos"
        empty="No videos yet."
      >
        {(items) => <VideoCards items={items} />}
      </RelatedList>
      <RelatedList
        title="Latest channels"
        of={channelModel}
        query={{ limit: 6 }}
        more="/channels"
        empty="No channels yet."
      >
        {(items) => <ChannelTable items={items} />}
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
