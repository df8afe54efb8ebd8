// SPDX-License-Identifier: Apache-2.0
package chainrule.array.jit;

import chainrule.array.Loop;
import chainrule.array.Program;
import java.lang.System.Logger.Level;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Optional;

/**
 * A program compiled to a hidden class.
 *
 * @param program what the loop computes
 * @param accesses how the sources move, one a source
 * @param arithmetic the instructions used
 * @param form how it goes along a line
 */
public record LoopClass(
    Program program, List<Loop.Access> accesses, Arithmetic arithmetic, Form form) {

  private static final String NAME = "GeneratedLoop";
  private static final ClassDesc LOOP = ClassDesc.of("chainrule.array.Loop");
  private static final ClassDesc INTS = ConstantDescs.CD_int.arrayType();
  private static final ClassDesc OBJECTS = ConstantDescs.CD_Object.arrayType();
  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          OBJECTS,
          INTS,
          INTS,
          INTS,
          ConstantDescs.CD_int,
          ConstantDescs.CD_int);

  /**
   * The loop, or nothing where classes cannot be defined.
   *
   * @param lookup names the package of the class
   */
  public Optional<Loop> define(MethodHandles.Lookup lookup) {
    try {
      MethodHandles.Lookup made =
          lookup.defineHiddenClass(bytes(lookup.lookupClass().getPackageName()), true);
      MethodType type = MethodType.methodType(void.class);
      return Optional.of((Loop) made.findConstructor(made.lookupClass(), type).invoke());
    } catch (VirtualMachineError broken) {
      throw broken;
    } catch (Throwable refused) {
      System.getLogger("chainrule").log(Level.DEBUG, "a loop could not be compiled", refused);
      return Optional.empty();
    }
  }

  /** The class file. */
  byte[] bytes(String packageName) {
    return ClassFile.of()
        .build(
            ClassDesc.of(packageName, NAME),
            made ->
                made.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
                    .withInterfaceSymbols(LOOP)
                    .withMethodBody(
                        ConstantDescs.INIT_NAME,
                        ConstantDescs.MTD_void,
                        ClassFile.ACC_PUBLIC,
                        out ->
                            out.aload(0)
                                .invokespecial(
                                    ConstantDescs.CD_Object,
                                    ConstantDescs.INIT_NAME,
                                    ConstantDescs.MTD_void)
                                .return_())
                    .withMethodBody(
                        "run", RUN, ClassFile.ACC_PUBLIC, out -> new LoopBody(this, out).write()));
  }
}
