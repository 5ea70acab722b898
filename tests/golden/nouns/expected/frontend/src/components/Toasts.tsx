import { toasts } from "./notify";

export function Toasts() {
  return (
    <div className="toasts" role="status">
      {toasts.use().map(({ id, text }) => (
        <p key={id} className="toast">
          {text}
        </p>
      ))}
    </div>
  );
}
