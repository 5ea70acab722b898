import { Empty } from "../../components/Empty";
import { EnumFilter, MineFilter, SortFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { RefFilter } from "../../components/RefFilter";
import { channelModel } from "../../models/channel";
import { useVideoList, VIDEO_STATUS, videoModel } from "../../models/video";
import { VideoTable } from "./VideoTable";

export default function VideoListPage() {
  const videos = useVideoList({ include: ["channel"] });
  return (
    <ListPage
      title="Videos"
      list={videos}
      actions={<NewLink of={videoModel} />}
      filters={
        <>
          <EnumFilter list={videos} name="status" label="Status" options={VIDEO_STATUS} />
          <RefFilter list={videos} name="channel" label="Channel" of={channelModel} />
          <MineFilter list={videos} />
          <SortFilter list={videos} />
        </>
      }
      empty={
        <Empty title="No videos yet">
          <NewLink of={videoModel} />
        </Empty>
      }
    >
      <VideoTable items={videos.items} picking={videos} />
    </ListPage>
  );
}
