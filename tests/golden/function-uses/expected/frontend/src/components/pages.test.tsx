import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { ApiError } from "../api/errors";
import { useItem } from "../data/item";
import { useList } from "../data/list";
import { type MemoryModel, memoryModel, THING } from "../testing/memory";
import { renderPage } from "../testing/render";
import { Detail, DetailList, DetailPage } from "./DetailPage";
import { Empty } from "./Empty";
import { EnumFilter, MineFilter, SortFilter, ValueFilter } from "./Filters";
import { ListPage, NewLink } from "./ListPage";
import { Cell, Table } from "./Table";

const SECOND = { ...THING, id: "01SECOND", name: "Second" };
const KINDS = new Map([
  ["big", "Big"],
  ["small", "Small"],
]);
const SORTS = new Map([
  ["-size", "Size, highest first"],
  ["name", "Name, A to Z"],
]);
const GRACE = { id: "grace", email: "grace@example.com", groups: [] };

function TestList({ model }: { model: MemoryModel }) {
  const things = useList(model);
  return (
    <ListPage
      title="Things"
      list={things}
      actions={<NewLink of={model} />}
      filters={
        <>
          <EnumFilter list={things} name="kind" label="Kind" options={KINDS} />
          <ValueFilter list={things} name="place" label="Place" />
          <MineFilter list={things} />
          <SortFilter list={things} options={SORTS} />
        </>
      }
      empty={<Empty title="No things yet" />}
    >
      <Table caption="Things" items={things.items} picking={things}>
        {(thing) => (
          <>
            <Cell header="Name" href={`/things/${thing.id}`}>
              {thing.name}
            </Cell>
            <Cell header="Kind">{thing.kind}</Cell>
          </>
        )}
      </Table>
    </ListPage>
  );
}

function TestDetail({ model }: { model: MemoryModel }) {
  const query = useItem(model, THING.id);
  return (
    <DetailPage of={model} query={query}>
      {(thing) => (
        <DetailList>
          <Detail label="Kind">{thing.kind}</Detail>
        </DetailList>
      )}
    </DetailPage>
  );
}

describe("a list", () => {
  it("has a row for each item and a column for each cell", async () => {
    renderPage(<TestList model={memoryModel(THING, { ...SECOND, kind: "big" })} />);
    expect(await screen.findByRole("link", { name: "First" })).toHaveAttribute(
      "href",
      "/things/01THING",
    );
    const headers = screen.getAllByRole("columnheader").map(({ textContent }) => textContent);
    expect(headers.slice(-2)).toEqual(["Name", "Kind"]);
    const cells = within(screen.getByRole("row", { name: /Second/ })).getAllByRole("cell");
    expect(cells.at(-1)).toHaveTextContent("big");
  });

  it("leads to the next page, and back", async () => {
    const model = memoryModel(THING);
    model.list = async ({ cursor }) =>
      cursor === undefined ? { items: [THING], cursor: "next" } : { items: [SECOND], cursor: null };
    const { user } = renderPage(<TestList model={model} />);
    await user.click(await screen.findByRole("link", { name: "Next" }));
    expect(await screen.findByRole("link", { name: "Second" })).toBeVisible();
    expect(screen.getByText("Page 2")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Previous" }));
    expect(await screen.findByRole("link", { name: "First" })).toBeVisible();
  });

  it("narrows and sorts by its indexes, and keeps both in the address", async () => {
    const model = memoryModel(THING);
    const { user } = renderPage(<TestList model={model} />);
    await user.selectOptions(screen.getByLabelText("Kind"), "Small");
    await user.selectOptions(screen.getByLabelText("Sort"), "Oldest first");
    await waitFor(() =>
      expect(model.queries.at(-1)).toMatchObject({ sort: "oldest", kind: "small" }),
    );
    await user.selectOptions(screen.getByLabelText("Sort"), "Size, highest first");
    await waitFor(() => expect(model.queries.at(-1)).toMatchObject({ sort: "-size" }));
    expect(location.search).toBe("?kind=small&sort=-size");
    await user.selectOptions(screen.getByLabelText("Kind"), "Any");
    await waitFor(() => expect(model.queries.at(-1)).toEqual({ limit: 24, sort: "newest" }));
  });

  it("narrows by several fields once all of them are chosen", async () => {
    const model = memoryModel(THING);
    const { user } = renderPage(<TestList model={model} />);
    await user.type(screen.getByLabelText("Place"), "north");
    await waitFor(() => expect(location.search).toBe("?place=north"));
    expect(within(screen.getByLabelText("Kind")).getByText("Choose…")).toBeVisible();
    expect(model.queries.at(-1)).not.toHaveProperty("place");
    await user.selectOptions(screen.getByLabelText("Kind"), "Big");
    await waitFor(() =>
      expect(model.queries.at(-1)).toMatchObject({ kind: "big", place: "north" }),
    );
  });

  it("shows the items of one person", async () => {
    const model = memoryModel(THING);
    const { user } = renderPage(<TestList model={model} />);
    await user.selectOptions(screen.getByLabelText("Kind"), "Small");
    await user.click(screen.getByLabelText("Only mine"));
    await waitFor(() => expect(model.queries.at(-1)).toMatchObject({ owner: "ada" }));
    expect(screen.getByLabelText("Kind")).toHaveValue("");
    await user.selectOptions(screen.getByLabelText("Sort"), "Name, A to Z");
    await waitFor(() =>
      expect(model.queries.at(-1)).toEqual({ limit: 24, owner: "ada", sort: "name" }),
    );
  });

  it("says when nothing matches, and shows all again", async () => {
    const model = memoryModel();
    const { user } = renderPage(<TestList model={model} />);
    expect(await screen.findByText("No things yet")).toBeVisible();
    await user.selectOptions(screen.getByLabelText("Kind"), "Small");
    expect(await screen.findByText("Nothing matches these filters")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Clear filters" }));
    expect(await screen.findByText("No things yet")).toBeVisible();
  });

  it("deletes what is picked, and keeps picked what the server refuses to delete", async () => {
    const model = memoryModel(THING, SECOND);
    const { remove } = model;
    model.remove = async (id) => {
      if (id === SECOND.id) {
        throw new ApiError(403, "You are not allowed to do this.");
      }
      await remove(id);
    };
    const { user } = renderPage(<TestList model={model} />);
    await user.click(await screen.findByLabelText("Select all"));
    await user.click(screen.getByRole("button", { name: "Delete" }));
    const dialog = screen.getByRole("dialog", { name: "Delete 2 things?" });
    await user.click(within(dialog).getByRole("button", { name: "Delete" }));
    expect(await screen.findByText("1 thing selected")).toBeVisible();
    expect(await screen.findByRole("alert")).toHaveTextContent("You are not allowed to do this.");
    expect(model.items).toEqual([SECOND]);
  });

  it("tries again after a failure", async () => {
    const model = memoryModel(THING);
    const { list } = model;
    model.list = async () => {
      throw new ApiError(500, "The server has a problem.");
    };
    const { user } = renderPage(<TestList model={model} />);
    expect(await screen.findByRole("alert")).toHaveTextContent("The server has a problem.");
    model.list = list;
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("link", { name: "First" })).toBeVisible();
  });

  it("offers to create and to pick to whoever may", async () => {
    renderPage(<TestList model={memoryModel(THING)} />, null);
    expect(await screen.findByRole("link", { name: "First" })).toBeVisible();
    expect(screen.queryByRole("link", { name: "New thing" })).not.toBeInTheDocument();
    expect(screen.queryByRole("checkbox")).not.toBeInTheDocument();
  });
});

describe("an item", () => {
  it("shows what is known of it", async () => {
    renderPage(<TestDetail model={memoryModel({ ...THING, kind: "big" })} />);
    expect(await screen.findByRole("heading", { name: "First" })).toBeVisible();
    expect(screen.getByRole("definition")).toHaveTextContent("big");
    expect(screen.getByRole("link", { name: "Things" })).toHaveAttribute("href", "/things");
  });

  it("is deleted after a question", async () => {
    const model = memoryModel(THING);
    const { user } = renderPage(<TestDetail model={model} />);
    await user.click(await screen.findByRole("button", { name: "Delete" }));
    const dialog = screen.getByRole("dialog", { name: "Delete First?" });
    await user.click(within(dialog).getByRole("button", { name: "Delete" }));
    await waitFor(() => expect(location.pathname).toBe("/things"));
    expect(model.items).toEqual([]);
  });

  it("stays when the server refuses to delete it", async () => {
    const model = memoryModel(THING);
    model.refusal = new ApiError(403, "You are not allowed to do this.");
    const { user } = renderPage(<TestDetail model={model} />);
    await user.click(await screen.findByRole("button", { name: "Delete" }));
    await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Delete" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("You are not allowed to do this.");
    expect(screen.getByRole("heading", { name: "First" })).toBeVisible();
  });

  it("offers its changes to its owner only", async () => {
    renderPage(<TestDetail model={memoryModel(THING)} />, GRACE);
    expect(await screen.findByRole("heading", { name: "First" })).toBeVisible();
    expect(screen.queryByRole("link", { name: "Edit" })).not.toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Delete" })).not.toBeInTheDocument();
  });
});
