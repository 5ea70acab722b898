import { PageHeader } from "../components/PageHeader";
import { FunctionCaller } from "../functions/FunctionCaller";
import { DESCRIPTION, TITLE } from "../generated/app";
import { FUNCTIONS } from "../generated/functions";

export default function HomePage() {
  return (
    <>
      <PageHeader title={TITLE} lead={DESCRIPTION} />
      <section className="functions" aria-labelledby="functions">
        <h2 id="functions">Functions</h2>
        {FUNCTIONS.map((called) => (
          <FunctionCaller key={called.path} called={called} />
        ))}
      </section>
    </>
  );
}
