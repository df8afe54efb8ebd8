// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.error.GraphException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A gate of two functions. */
record FunctionGate(
    String name, Function<List<Tensor>, Tensor> value, Function<Passage, List<Tensor>> pullback)
    implements Gate {

  @Override
  public Tensor define(List<Tensor> inputs) {
    return value.apply(inputs);
  }

  /** Nothing: the function may be no definition. */
  @Override
  public Optional<Tensor> split(List<Tensor> inputs) {
    return Optional.empty();
  }

  @Override
  public Meaning meaning() {
    return GateRules.meaning(name);
  }

  @Override
  public Partial partial(int input) {
    return Partial.of("its pullback", passage -> passage.once(() -> pulled(passage)).get(input));
  }

  private List<Tensor> pulled(Passage passage) {
    Context context = Context.current();
    if (context.recording() != Context.Recording.ON) {
      return checked(passage, pullback.apply(passage));
    }
    Reading reading = new Reading();
    Context noting = context.withWatch(context.watch().noting(reading));
    List<Tensor> found = checked(passage, noting.call(() -> pullback.apply(passage)));
    return reading.happened() ? found.stream().map(each -> last(each, passage)).toList() : found;
  }

  private List<Tensor> checked(Passage passage, List<Tensor> found) {
    if (found == null || found.size() != passage.inputs()) {
      throw new GraphException(
          name
              + ": its pullback gave "
              + (found == null ? "null" : found.size() + " contributions")
              + " for "
              + passage.inputs()
              + " inputs; needs one each",
          "return a list with a tensor for each input, in their order; zeros where none passes");
    }
    if (found.stream().anyMatch(each -> each == null)) {
      throw new GraphException(
          name + ": its pullback gave null among its contributions; needs tensors",
          "give zeros where no gradient passes");
    }
    return found.stream().map(Walk::own).toList();
  }

  /** A contribution that nobody can differentiate, rather than one with a wrong derivative. */
  private Tensor last(Tensor contribution, Passage passage) {
    Tensor value = contribution.detach();
    Stream<Tensor> origins =
        Stream.concat(Stream.of(passage.upstream()), passage.call().inputs().stream());
    List<Tensor> watched = origins.filter(Tensor::isWatched).toList();
    return watched.isEmpty()
        ? Walk.own(value)
        : Tensor.made(
            value.operand(), new Call(new LastOrder(name, value), watched, Context.current()));
  }

  /** The result of a pullback that is not made of operations. */
  private record LastOrder(String gate, Tensor result) implements Gate {
    @Override
    public Tensor define(List<Tensor> inputs) {
      return result;
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.empty();
    }

    @Override
    public Meaning meaning() {
      return GateRules.meaning("pullback");
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "none",
          _ -> {
            throw new GraphException(
                gate
                    + ": its pullback reads numbers out of tensors or makes tensors of numbers, so"
                    + " its gradient cannot be differentiated again",
                "write the pullback in operations on back.input(i), back.output() and"
                    + " back.upstream(), or make the gate a record with a definition");
          });
    }
  }
}
