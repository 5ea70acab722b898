// What each control of a form says is wrong with it.
const problems = new WeakMap<Element, string>();

export function setProblem(control: Element, problem: string | undefined): void {
  if (problem === undefined) {
    problems.delete(control);
  } else {
    problems.set(control, problem);
  }
}

/** What is wrong with the fields of a form, by their names; moves the focus to the first one. */
export function check(form: HTMLFormElement): Record<string, string> {
  const refused = [...form.elements].flatMap((element) => {
    const problem = problemOf(element);
    return problem === undefined ? [] : [[nameOf(element), problem] as const];
  });
  const found = Object.fromEntries(refused);
  focusFirst(form, Object.keys(found));
  return found;
}

/** Moves the focus to the first of these fields. */
export function focusFirst(form: HTMLFormElement, names: readonly string[]): void {
  const first = [...form.elements].find((element) => names.includes(nameOf(element)));
  const isList = first instanceof HTMLFieldSetElement;
  const control = isList ? first.querySelector("input, select, textarea, button") : first;
  if (control instanceof HTMLElement) {
    control.focus();
  }
}

function problemOf(element: Element): string | undefined {
  // A browser has no value for a date that is not complete, so that no field can tell.
  const isIncomplete = element instanceof HTMLInputElement && element.validity.badInput;
  return isIncomplete ? "Complete this, or clear it." : problems.get(element);
}

function nameOf(element: Element): string {
  return element.getAttribute("name") ?? "";
}
