// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

/** A routine at hand: nothing of it needs deciding. */
final class RoutineTask implements Task {

  private Work.Routine routine;

  RoutineTask(Work.Routine routine) {
    this.routine = routine;
  }

  @Override
  public void run(Workers workers) {
    routine.body().run(routine.inputs(), routine.outputs(), workers);
  }

  @Override
  @SuppressWarnings("ReferenceEquality")
  public void rebind(Object from, Object to) {
    routine = routine.with(operand -> operand.array() == from ? operand.over(to) : operand);
  }
}
