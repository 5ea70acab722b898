import type { ReactNode } from "react";
import { Link } from "wouter";
import type { Stored } from "../data/model";

interface CardsProps<Item extends Stored> {
  items: readonly Item[];
  children: (item: Item) => ReactNode;
}

/** A card for each item, as many in a row as there is room for. */
export function Cards<Item extends Stored>({ items, children }: CardsProps<Item>) {
  return (
    <ul className="cards">
      {items.map((item) => (
        <li key={item.id}>{children(item)}</li>
      ))}
    </ul>
  );
}

interface CardProps {
  title: string;
  href: string;
  /** A Thumbnail, above the title. */
  image?: ReactNode;
  children?: ReactNode;
}

export function Card({ title, href, image, children }: CardProps) {
  return (
    <article className="tile">
      {image}
      <div className="tile-text">
        <h3 dir="auto">
          <Link href={href} className="whole">
            {title}
          </Link>
        </h3>
        {children && <div className="tile-more">{children}</div>}
      </div>
    </article>
  );
}
