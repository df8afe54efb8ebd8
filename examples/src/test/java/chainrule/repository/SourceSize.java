// SPDX-License-Identifier: Apache-2.0
package chainrule.repository;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/**
 * The length of one source file and of its methods, in lines.
 *
 * @param file the path below the root
 * @param lines all lines of the file
 * @param methods every method and constructor with a body
 */
record SourceSize(String file, int lines, List<Method> methods) {

  /**
   * One method.
   *
   * @param name {@code path#Type.method}
   * @param lines from the first annotation or modifier to the closing brace, without Javadoc
   */
  record Method(String name, int lines) {}

  static List<SourceSize> of(List<Path> files) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, List.of(), null, manager.getJavaFileObjectsFromPaths(files));
      var trees = Trees.instance(task);
      var sizes = new ArrayList<SourceSize>();
      for (var unit : task.parse()) {
        sizes.add(of(unit, trees));
      }
      return sizes;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static SourceSize of(CompilationUnitTree unit, Trees trees) {
    var path = Path.of(unit.getSourceFile().toUri());
    var file = Repository.name(path);
    var methods = new ArrayList<Method>();
    unit.accept(new MethodScanner(unit, trees, file, methods), "");
    return new SourceSize(file, (int) Repository.text(path).lines().count(), methods);
  }

  /** Collects methods; the parameter is the name of the type around, with a dot behind it. */
  private static final class MethodScanner extends TreeScanner<Void, String> {

    private final CompilationUnitTree unit;
    private final Trees trees;
    private final String file;
    private final List<Method> methods;

    MethodScanner(CompilationUnitTree unit, Trees trees, String file, List<Method> methods) {
      this.unit = unit;
      this.trees = trees;
      this.file = file;
      this.methods = methods;
    }

    @Override
    public Void visitClass(ClassTree tree, String outer) {
      return super.visitClass(tree, outer + tree.getSimpleName() + ".");
    }

    @Override
    public Void visitMethod(MethodTree tree, String outer) {
      var positions = trees.getSourcePositions();
      long end = positions.getEndPosition(unit, tree);
      if (tree.getBody() != null && end >= 0) {
        var lines = unit.getLineMap();
        long first = lines.getLineNumber(positions.getStartPosition(unit, tree));
        int count = (int) (lines.getLineNumber(end) - first + 1);
        methods.add(new Method(file + "#" + outer + tree.getName(), count));
      }
      return super.visitMethod(tree, outer);
    }
  }
}
