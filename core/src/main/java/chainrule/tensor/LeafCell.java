// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.spi.Operand;

/** A leaf as a tracer knows it. */
record LeafCell(Tensor leaf) implements Tracer.Cell {

  @Override
  public Operand values() {
    return leaf.operand();
  }

  @Override
  public Operand writable(String writer) {
    return leaf.writable(writer);
  }

  @Override
  public void leave(Operand gradient) {
    leaf.clearGrad();
    leaf.accumulate(Tensor.plain(gradient));
  }

  @Override
  public void clear() {
    leaf.clearGrad();
  }
}
