import { mayEnter } from "../auth/access";
import { useUser } from "../auth/session";
import { PageHeader } from "../components/PageHeader";
import { FunctionCaller } from "../functions/FunctionCaller";
import { DESCRIPTION, TITLE } from "../generated/app";
import { FUNCTIONS } from "../generated/functions";

export default function HomePage() {
  const user = useUser();
  const functions = FUNCTIONS.filter(({ access }) => mayEnter(access, user));
  return (
    <>
      <PageHeader title={TITLE} lead={DESCRIPTION} />
      <section className="functions" aria-labelledby="functions">
        <h2 id="functions">Functions</h2>
        {functions.map((called) => (
          <FunctionCaller key={called.path} called={called} />
        ))}
      </section>
    </>
  );
}
