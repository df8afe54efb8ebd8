// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

/** Work for which nothing can be decided beforehand: handed to the backend each time. */
final class AgainTask implements Task {

  private final Backend backend;
  private Work work;

  AgainTask(Backend backend, Work work) {
    this.backend = backend;
    this.work = work;
  }

  @Override
  public void run(Workers workers) {
    Backends.run(backend, work, workers);
  }

  @Override
  @SuppressWarnings("ReferenceEquality")
  public void rebind(Object from, Object to) {
    work = work.with(operand -> operand.array() == from ? operand.over(to) : operand);
  }
}
