// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.error.ChainruleException;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.Supplier;

/**
 * A call that an operation must refuse.
 *
 * @param about what is wrong with it
 * @param call how a user makes the mistake
 * @param error what it ends in
 * @param says parts of the message: the operands and what is needed
 * @param method what the message begins with; the name of the operation if it is empty
 */
public record ErrorSample(
    String about,
    Supplier<Tensor> call,
    Class<? extends ChainruleException> error,
    List<String> says,
    String method) {

  /** A call of the method that has the name of the operation. */
  public ErrorSample(
      String about,
      Supplier<Tensor> call,
      Class<? extends ChainruleException> error,
      List<String> says) {
    this(about, call, error, says, "");
  }

  /**
   * A valid call on the other side of a bound.
   *
   * @param about what it is called with
   * @param call must succeed
   */
  public record Neighbor(String about, Supplier<Tensor> call) {

    /**
     * Makes the call.
     *
     * @param name the operation
     * @throws AssertionError if it is refused
     */
    public void check(String name) {
      try {
        var _ = call.get();
      } catch (RuntimeException refused) {
        throw new AssertionError(name + ", " + about + ": valid, but ends in " + refused, refused);
      }
    }
  }

  /** Keeps its own copy of the parts. */
  public ErrorSample {
    says = List.copyOf(says);
  }

  /**
   * Makes the call and checks what it ends in.
   *
   * @param operation the operation, with whose name the message begins if no method is named
   * @throws AssertionError if it ends in anything else
   */
  public void check(String operation) {
    String name = method.isEmpty() ? operation : method;
    ChainruleException thrown;
    try {
      throw new AssertionError(about + ": accepted; the result is " + call.get());
    } catch (ChainruleException expected) {
      thrown = expected;
    } catch (RuntimeException other) {
      throw new AssertionError(about + ": ends in " + other, other);
    }
    String message = thrown.getMessage();
    if (!error.isInstance(thrown)
        || !message.startsWith(name + ": ")
        || !says.stream().allMatch(message::contains)) {
      throw new AssertionError(
          about
              + ": expected "
              + error.getSimpleName()
              + " \""
              + name
              + ": ...\" saying "
              + says
              + ", got "
              + thrown,
          thrown);
    }
  }

  @Override
  public String toString() {
    return about;
  }
}
