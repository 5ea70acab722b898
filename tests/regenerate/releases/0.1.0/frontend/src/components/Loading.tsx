export function Loading() {
  return (
    <div className="loading" role="status">
      <span className="spinner" />
      <span className="visually-hidden">Loading…</span>
    </div>
  );
}
