/** Where the rows of a list will be. */
export function SkeletonRows({ count = 8 }: { count?: number }) {
  return (
    <div className="skeleton-rows card" role="status" aria-label="Loading…">
      {Array.from({ length: count }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <span key={row} className="bone" />
      ))}
    </div>
  );
}

/** Where a page will be. */
export function SkeletonPage() {
  return (
    <div className="skeleton-page" role="status" aria-label="Loading…">
      <span className="bone bone-title" />
      <span className="bone bone-block" />
    </div>
  );
}
