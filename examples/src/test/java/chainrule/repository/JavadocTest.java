// SPDX-License-Identifier: Apache-2.0
package chainrule.repository;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Everything exported is explained. */
class JavadocTest {

  /** An export to everybody. */
  private static final Pattern EXPORT = Pattern.compile("exports ([a-z.]+);");

  @Test
  void every_exported_type_and_member_has_javadoc() throws IOException {
    var sources = exportedSources();
    assertThat(sources).hasSizeGreaterThan(20);
    assertThat(undocumented(sources)).isEmpty();
  }

  private static List<Path> exportedSources() {
    return Repository.MODULES.stream()
        .map(module -> module + "/src/main/java/")
        .flatMap(folder ->
            EXPORT
                .matcher(Repository.text(folder + "module-info.java"))
                .results()
                .map(export -> folder + export.group(1).replace('.', '/')))
        .map(Repository.root()::resolve)
        .flatMap(folder ->
            Repository.javaSources().stream().filter(file -> file.getParent().equals(folder)))
        .toList();
  }

  private static List<String> undocumented(List<Path> sources) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of(),
                  null,
                  manager.getJavaFileObjectsFromPaths(sources));
      var scanner = new PublicScanner(Trees.instance(task));
      for (var unit : task.parse()) {
        scanner.scan(unit, Repository.name(Path.of(unit.getSourceFile().toUri())));
      }
      return scanner.undocumented;
    }
  }

  /** Visits what users can see; the parameter is the place, a path and the types around. */
  private static final class PublicScanner extends TreePathScanner<Void, String> {

    private final Trees trees;
    private final List<String> undocumented = new ArrayList<>();

    PublicScanner(Trees trees) {
      this.trees = trees;
    }

    @Override
    public Void visitClass(ClassTree tree, String place) {
      boolean visible = isVisible(tree.getModifiers());
      if (visible) {
        judge(place + "#" + tree.getSimpleName());
        super.visitClass(tree, place + "#" + tree.getSimpleName());
      }
      return null;
    }

    @Override
    public Void visitMethod(MethodTree tree, String place) {
      if (isVisible(tree.getModifiers()) && !isOverriding(tree.getModifiers())) {
        judge(place + "." + tree.getName());
      }
      return null;
    }

    @Override
    public Void visitVariable(VariableTree tree, String place) {
      if (isVisible(tree.getModifiers())) {
        judge(place + "." + tree.getName());
      }
      return null;
    }

    private void judge(String name) {
      if (trees.getDocComment(getCurrentPath()) == null) {
        undocumented.add(name);
      }
    }

    private boolean isVisible(ModifiersTree modifiers) {
      var flags = modifiers.getFlags();
      return flags.contains(Modifier.PUBLIC)
          || flags.contains(Modifier.PROTECTED)
          || (isInInterface() && !flags.contains(Modifier.PRIVATE));
    }

    private boolean isInInterface() {
      var parent = getCurrentPath().getParentPath().getLeaf();
      return Set.of(Tree.Kind.INTERFACE, Tree.Kind.ANNOTATION_TYPE).contains(parent.getKind());
    }

    private static boolean isOverriding(ModifiersTree modifiers) {
      return modifiers.getAnnotations().stream()
          .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
    }
  }
}
