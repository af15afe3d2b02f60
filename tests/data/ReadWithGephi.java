// Opens each file as Gephi does and tells what Gephi then holds: fields end with U+001F, records with U+001E.

import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Element;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Node;
import org.gephi.graph.api.Table;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

public class ReadWithGephi {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    public static void main(String[] files) throws Exception {
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        ImportController importer = Lookup.getDefault().lookup(ImportController.class);
        for (String file : files) {
            projects.newProject();
            Workspace workspace = projects.getCurrentWorkspace();
            Container container = importer.importFile(new File(file));
            importer.process(container, new DefaultProcessor(), workspace);
            GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace);
            record("file", file);
            tell(model);
        }
    }

    private static void tell(GraphModel model) {
        for (Node node : model.getGraph().getNodes().toArray()) {
            String colour = String.format("#%06x", node.getRGBA() & 0xffffff);
            record("node", node.getId(), node.getLabel(), colour, node.size());
            columns(node, model.getNodeTable());
        }
        for (Edge edge : model.getGraph().getEdges().toArray()) {
            Object kind = edge.getTypeLabel();
            record("edge", edge.getSource().getId(), edge.getTarget().getId(), kind, edge.getWeight(), edge.isDirected());
            columns(edge, model.getEdgeTable());
        }
    }

    private static void columns(Element element, Table table) {
        for (Column column : table) {
            Object value = element.getAttribute(column);
            if (value != null && !column.isProperty()) {
                record("value", column.getTitle(), column.getTypeClass().getSimpleName(), value);
            }
        }
    }

    private static void record(Object... fields) {
        for (Object field : fields) {
            OUT.print(field + "\u001f");
        }
        OUT.print('\u001e');
    }
}
