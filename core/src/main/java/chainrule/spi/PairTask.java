// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

/** Two pieces of work, one after the other. */
record PairTask(Task first, Task second) implements Task {
  @Override
  public void run(Workers workers) {
    first.run(workers);
    second.run(workers);
  }

  @Override
  public void rebind(Object from, Object to) {
    first.rebind(from, to);
    second.rebind(from, to);
  }
}
