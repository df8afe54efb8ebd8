// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.DType;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Consumer;

/** What writers of kernels share: the types and calls of vectors of one length. */
final class KernelCode {

  final CodeBuilder code;
  final ClassDesc vector;
  final ClassDesc element;
  final ClassDesc array;
  private final int bits;

  KernelCode(CodeBuilder code, DType dtype, int bits) {
    this.code = code;
    this.bits = bits;
    boolean single = dtype == DType.F32;
    vector = Api.type(single ? "FloatVector" : "DoubleVector");
    element = single ? ConstantDescs.CD_float : ConstantDescs.CD_double;
    array = element.arrayType();
  }

  /**
   * An object of a hidden class with one method.
   *
   * @param kernel its interface, of this package
   * @param name what a profiler shows
   * @param type the type of the method {@code run}
   */
  static <T> T define(
      Class<T> kernel, String name, MethodTypeDesc type, Consumer<CodeBuilder> run) {
    MethodHandles.Lookup here = MethodHandles.lookup();
    ClassDesc full = ClassDesc.of(kernel.getPackageName(), name);
    byte[] bytes =
        ClassFile.of()
            .build(
                full,
                made ->
                    made.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
                        .withInterfaceSymbols(ClassDesc.of(kernel.getName()))
                        .withMethodBody(
                            ConstantDescs.INIT_NAME,
                            ConstantDescs.MTD_void,
                            ClassFile.ACC_PUBLIC,
                            KernelCode::construct)
                        .withMethodBody("run", type, ClassFile.ACC_PUBLIC, run));
    try {
      MethodHandles.Lookup made = here.defineHiddenClass(bytes, true);
      MethodType empty = MethodType.methodType(void.class);
      return kernel.cast(made.findConstructor(made.lookupClass(), empty).invoke());
    } catch (Throwable refused) {
      throw new LinkageError("the kernel " + name + " cannot be defined", refused);
    }
  }

  private static void construct(CodeBuilder code) {
    code.aload(0)
        .invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
        .return_();
  }

  /** Pushes the species, a constant to HotSpot. */
  CodeBuilder species() {
    return code.getstatic(vector, "SPECIES_" + bits, Api.SPECIES);
  }

  /** Loads a vector; species, array and position are on the stack. */
  CodeBuilder load() {
    return code.invokestatic(
        vector, "fromArray", MethodTypeDesc.of(vector, Api.SPECIES, array, ConstantDescs.CD_int));
  }

  /** Stores a vector; vector, array and position are on the stack. */
  CodeBuilder store() {
    return code.invokevirtual(
        vector, "intoArray", MethodTypeDesc.of(ConstantDescs.CD_void, array, ConstantDescs.CD_int));
  }

  /** Fills a vector with the element on the stack, above the species. */
  CodeBuilder broadcast() {
    return code.invokestatic(vector, "broadcast", MethodTypeDesc.of(vector, Api.SPECIES, element));
  }

  /** A fresh local that holds an argument as an array. */
  int array(int argument) {
    int local = reference();
    code.aload(argument).checkcast(array).astore(local);
    return local;
  }

  /** A fresh local of a reference. */
  int reference() {
    return code.allocateLocal(TypeKind.REFERENCE);
  }

  /** Fresh locals of references. */
  int[] references(int count) {
    int[] locals = new int[count];
    for (int i = 0; i < count; i++) {
      locals[i] = reference();
    }
    return locals;
  }

  /** A fresh local of an int. */
  int number() {
    return code.allocateLocal(TypeKind.INT);
  }
}
