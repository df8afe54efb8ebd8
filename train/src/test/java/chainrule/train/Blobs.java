// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import chainrule.train.data.Dataset;
import java.util.List;

/** Three clouds of points in the plane, told apart by a line or two. */
public final class Blobs {

  private Blobs() {}

  public static Dataset of(int count, long seed) {
    Rng rng = Rng.seed(seed);
    long[] labels = new long[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % 3;
    }
    Tensor targets = Tensor.of(Shape.of(count), labels);
    Tensor centers = Tensor.of(new double[][] {{0, 4}, {4, -2}, {-4, -2}});
    Tensor points =
        centers.indexSelect(0, targets).plus(Tensor.normal(DType.F32, Shape.of(count, 2), rng));
    return Dataset.of("blobs", points, targets, List.of("a", "b", "c"));
  }
}
