// SPDX-License-Identifier: Apache-2.0
package chainrule.peers;

import chainrule.array.DType;
import chainrule.tensor.Indexing;
import chainrule.tensor.Ordering;
import chainrule.tensor.Scattering;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.StringViewOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Elements by their places, and places of elements, as libtorch has them. */
final class TorchIndices {

  private TorchIndices() {}

  static Tensor apply(Indexing op, List<Tensor> in) {
    Tensor x = in.getFirst();
    Function<Integer, Tensor> index = slot -> TorchRules.longs(in.get(slot));
    return switch (op) {
      case Indexing.IndexSelect(int axis) -> torch.index_select(x, axis, index.apply(1));
      case Scattering.IndexAdd(int axis, long size) ->
          torch.index_add(TorchMovements.zeros(x, axis, size), axis, index.apply(1), x);
      case Indexing.TakeAlong(int axis) -> torch.gather(x, axis, index.apply(1));
      case Scattering.ScatterAdd(int axis, long size) ->
          torch.scatter_add(TorchMovements.zeros(x, axis, size), axis, index.apply(1), x);
      case Indexing.OneHot(int classes, DType dtype) ->
          torch.one_hot(index.apply(0), classes).to(TorchRules.type(dtype));
      case Indexing.ArgMax(int axis, boolean keep) -> torch.argmax(x, new LongOptional(axis), keep);
      case Indexing.ArgMin(int axis, boolean keep) -> torch.argmin(x, new LongOptional(axis), keep);
      case Scattering.Scatter(int axis) -> scatter(x, axis, index.apply(1), in.get(2));
      case Ordering.ArgSort(int axis, boolean descending) ->
          torch.argsort(x, true, axis, descending);
      case Ordering.ArgMedian(int axis, boolean keep) -> median(x, axis, keep);
      case Ordering.ArgMode(int axis, boolean keep) -> torch.mode(x, axis, keep).get1();
      case Ordering.CumulativeArgMax(int axis) -> torch.cummax(x, axis).get1();
      case Ordering.CumulativeArgMin(int axis) -> torch.cummin(x, axis).get1();
      case Ordering.SearchSorted(boolean behind) ->
          torch.searchsorted(
              x, in.get(1), false, behind, new StringViewOptional(), new TensorOptional());
    };
  }

  /** Of elements written to one place libtorch keeps any, and gives all of them a gradient. */
  private static Tensor scatter(Tensor x, int axis, Tensor index, Tensor source) {
    Tensor none = torch.zeros(x.shape(), source.options());
    Tensor writers = torch.scatter_add(none, axis, index, torch.ones_like(source));
    if (torch.any(torch.gt(writers, new Scalar(1.0))).item_bool()) {
      throw new TorchRules.Absent("any of several elements written to one place there");
    }
    return torch.scatter(x, axis, index, source);
  }

  /** Of equal medians libtorch names any. */
  private static Tensor median(Tensor x, int axis, boolean keep) {
    Tensor equals = torch.eq(x, torch.median(x, axis, true).get0());
    if (torch.any(torch.gt(torch.count_nonzero(equals, axis), new Scalar(1.0))).item_bool()) {
      throw new TorchRules.Absent("any of several equal medians there");
    }
    return torch.median(x, axis, keep).get1();
  }
}
