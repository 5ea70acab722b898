import { Empty } from "../../components/Empty";
import { MineFilter, SortFilter, ValueFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { useVideoList, videoModel } from "../../models/video";
import { VideoTable } from "./VideoTable";

export default function VideoListPage() {
  const videos = useVideoList();
  return (
    <ListPage
      title="Videos"
      list={videos}
      actions={<NewLink of={videoModel} />}
      filters={
        <>
          <ValueFilter list={videos} name="title" label="Title" />
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
