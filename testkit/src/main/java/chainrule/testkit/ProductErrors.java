// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.ErrorList.MATRIX;
import static chainrule.testkit.ErrorList.ROW;
import static chainrule.testkit.ErrorList.WHOLE;

import chainrule.array.DType;
import chainrule.tensor.Tensor;
import chainrule.tensor.TensorProduct;
import chainrule.tensor.VectorProduct;
import java.util.function.BinaryOperator;

/** Calls that products of vectors and sums over letters must refuse. */
final class ProductErrors {

  private static final Tensor SPACE = Tensor.ones(2, 3);

  private ProductErrors() {}

  static void vectors(VectorProduct product, ErrorList list) {
    switch (product) {
      case VectorProduct.Dot _ -> {
        list.shape("lengths", () -> ROW.dot(Tensor.ones(3)), "F32[2]", "F32[3]", "equal lengths");
        pair(Tensor::dot, list);
      }
      case VectorProduct.Outer _ -> pair(Tensor::outer, list);
      case VectorProduct.Vecdot _ -> {
        list.axes((x, axis) -> x.vecdot(x, axis));
        types(Tensor::vecdot, list);
        list.shape("lengths", () -> ROW.vecdot(SPACE), "[2]", "[2, 3]", "do not broadcast");
        list.shape("rows", () -> SPACE.vecdot(Tensor.ones(4, 3)), "axis -2 is 2 and 4");
        list.index("numbers", () -> Tensor.scalar(1).vecdot(Tensor.scalar(2)), "axis -1", "[]");
      }
      case VectorProduct.Cross _ -> {
        list.axes((x, axis) -> x.cross(x, axis));
        types(Tensor::cross, list);
        list.shape("in a plane", () -> ROW.cross(ROW), "a is F32[2]", "axis -1 must be 3 long");
        list.shape("one number", () -> SPACE.cross(Tensor.ones(1)), "b is F32[1]", "3 long");
        list.shape("no axis", () -> SPACE.cross(Tensor.scalar(1)), "b is F32[]", "3 long");
        list.shape("the other axis", () -> SPACE.cross(SPACE, 0), "axis -2 must be 3 long");
        list.shape("rows", () -> SPACE.cross(Tensor.ones(4, 3)), "axis -2 is 2 and 4");
      }
    }
  }

  private static void pair(BinaryOperator<Tensor> method, ErrorList list) {
    list.shape("a matrix", () -> method.apply(MATRIX, ROW), "a is F32[2, 3]", "two vectors");
    list.shape("a number", () -> method.apply(ROW, Tensor.scalar(1)), "b is F32[]", "two vectors");
    list.type("types", () -> method.apply(ROW, ROW.to(DType.F64)), "b is F64[2]", "both alike");
    list.type("integers", () -> method.apply(WHOLE, WHOLE), "a is I64[2]", "needs F32 or F64");
  }

  private static void types(BinaryOperator<Tensor> method, ErrorList list) {
    for (DType type : DType.values()) {
      if (type != DType.F32) {
        list.type(
            "F32 and " + type,
            () -> method.apply(SPACE, SPACE.to(type)),
            "F32[2, 3], " + type + "[2, 3]",
            "all alike");
      }
      if (!type.isFloating()) {
        list.type(
            type + " twice",
            () -> method.apply(SPACE.to(type), SPACE.to(type)),
            type + "[2, 3], " + type + "[2, 3]",
            "needs F32 or F64");
      }
    }
  }

  static void tensors(TensorProduct product, ErrorList list) {
    switch (product) {
      case TensorProduct.Einsum _ -> {
        types((x, y) -> x.einsum("ij,ij->i", y), list);
        equations(list);
        letters(list);
      }
      case TensorProduct.Kron _ -> {
        types(Tensor::kron, list);
        Tensor deep = Tensor.ones(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        list.shape("17 axes", () -> deep.kron(ROW), "b is F32[2]", "at most 16 axes");
        list.shape("17 axes on the right", () -> ROW.kron(deep), "a is F32[2]", "at most 16");
      }
      case TensorProduct.Trace _ -> {
        list.shape("a row", () -> ROW.trace(), "input is F32[2]", "two axes or more");
        list.shape("a number", () -> Tensor.scalar(1).trace(), "input is F32[]", "two axes");
        for (DType type : DType.values()) {
          if (!type.isFloating()) {
            list.type("of " + type, () -> SPACE.to(type).trace(), type + "[2, 3]", "F32 or F64");
          }
        }
      }
    }
  }

  private static void equations(ErrorList list) {
    equation(list, "", "\"\" is empty", "operands are [[2, 3]]");
    equation(list, "  ", "\"  \" is empty");
    equation(list, "i1", "has '1' in operand 0, \"i1\"");
    equation(list, "ij>", "has '>' in operand 0");
    equation(list, "i-j", "has '-' in operand 0");
    equation(list, "ij;", "has ';' in operand 0");
    equation(list, "αj", "has 'α' in operand 0");
    equation(list, "i.j", "\"i.j\", that are no ellipsis");
    equation(list, "i..j", "that are no ellipsis");
    equation(list, "......", "that are no ellipsis");
    equation(list, "i...j...", "that are no ellipsis", "at most one");
    equation(list, "ij->i->", "has '-' in the result");
    equation(list, "ij->i.", "dots in the result");
    equation(list, "ij->k", "has 'k' in the result, which no operand has");
    equation(list, "ij->ijk", "has 'k' in the result");
    equation(list, "ij->ii", "has 'i' twice in the result");
    equation(list, "ij->i,j", "has a comma after the ->");
    equation(list, "ij,jk->ik", "names 2 operands; there are 1");
    equation(list, "ij,", "names 2 operands; there are 1");
    list.argument("one too few", () -> MATRIX.einsum("ij->ij", ROW), "1 operand; there are 2");
  }

  private static void equation(ErrorList list, String equation, String... says) {
    list.argument("\"" + equation + "\"", () -> MATRIX.einsum(equation), says);
  }

  private static void letters(ErrorList list) {
    list.shape("no letter for an axis", () -> MATRIX.einsum("i"), "1 axis, \"i\"; it is [2, 3]");
    list.shape("a letter too many", () -> ROW.einsum("ij"), "2 axes, \"ij\"; it is [2]");
    list.shape(
        "more than an ellipsis", () -> ROW.einsum("...ij"), "2 axes or more", "it is [2]", "one");
    list.shape("nothing", () -> MATRIX.einsum("->"), "operand 0 0 axes, \"\"");
    list.shape(
        "sizes", () -> MATRIX.einsum("ij,jk->ik", MATRIX), "j is 3 in operand 0, [2, 3], and 2");
    list.shape("no square", () -> MATRIX.einsum("ii->i"), "i is 2", "and 3", "in one operand");
    list.shape(
        "batches",
        () -> MATRIX.einsum("...i,...i", Tensor.ones(4, 3)),
        "2 in operand 0",
        "and 4 in operand 1");
  }
}
