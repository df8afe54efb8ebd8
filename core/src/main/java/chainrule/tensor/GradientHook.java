// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.error.ChainruleException;
import chainrule.error.GraphException;
import java.util.function.UnaryOperator;

/**
 * What somebody does with the gradient of a tensor when all of it has arrived.
 *
 * @param word the method that set it, for errors
 * @param rule from the gradient to what takes its place
 */
record GradientHook(String word, UnaryOperator<Tensor> rule) {

  Tensor run(Tensor owner, Tensor gradient) {
    Tensor result;
    try {
      result = rule.apply(gradient);
    } catch (ChainruleException thrown) {
      thrown.passedThrough("[a gradient hook on " + owner.described() + "]");
      throw thrown;
    } catch (RuntimeException thrown) {
      thrown.addSuppressed(
          new GraphException("backward: thrown by a gradient hook on " + owner.described()));
      throw thrown;
    }
    return checked(owner, result);
  }

  private Tensor checked(Tensor owner, Tensor result) {
    if (result == null) {
      throw new GraphException(
          word + ": the hook on " + owner.described() + " gave null; needs " + owner.spec(),
          "return the gradient itself to leave it as it is");
    }
    if (!result.spec().equals(owner.spec())) {
      throw new GraphException(
          word
              + ": the hook on "
              + owner.described()
              + " gave "
              + result.spec()
              + "; needs "
              + owner.spec());
    }
    return Walk.own(result);
  }
}
