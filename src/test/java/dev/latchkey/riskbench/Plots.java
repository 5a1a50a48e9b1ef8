package dev.latchkey.riskbench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.svg.SVGGraphics2D;

/** Draws curves as SVG: the same findings, the same bytes. */
final class Plots {
    private static final int WIDTH = 820;
    private static final int HEIGHT = 480;
    private static final Color GRID = new Color(0xD8DCE0);
    private static final Color[] INKS = {
        new Color(0x0B5FA5), new Color(0xC2410C), new Color(0x15803D), new Color(0x7E22CE), new Color(0xA16207),
        new Color(0x0E7490), new Color(0xBE123C), new Color(0x4D7C0F), new Color(0x475569), new Color(0x000000),
    };

    private final Findings findings;
    private final Path folder;

    Plots(Findings findings, Path folder) {
        this.findings = findings;
        this.folder = folder;
    }

    void draw() throws IOException {
        Files.createDirectories(folder);
        Evaluation first = findings.scorers.getFirst();
        XYSeriesCollection attackers = new XYSeriesCollection();
        findings.attackers.forEach(kind -> attackers.addSeries(curve(first, kind, Page.name(kind))));
        roc("roc-attackers", first.name + ": attacks caught by step-up rate", attackers);
        for (Attacker kind : List.of(Attacker.NAIVE, Attacker.VPN, Attacker.TARGETED, Attacker.SYNC_FABRIC)) {
            if (findings.attackers.contains(kind)) {
                XYSeriesCollection scorers = new XYSeriesCollection();
                findings.scorers.forEach(scorer -> scorers.addSeries(curve(scorer, kind, scorer.name)));
                String file = "roc-" + Page.name(kind).replace(' ', '-');
                roc(file, "Attacker «" + Page.name(kind) + "»: attacks caught by step-up rate", scorers);
            }
        }
        if (first.reliability.known()) {
            calibration(first);
        }
    }

    private static XYSeries curve(Evaluation scorer, Attacker kind, String name) {
        XYSeries series = new XYSeries(name, false);
        for (double budget : Budgets.LADDER) {
            double asked = scorer.asked(budget).share();
            if (asked >= Budgets.LADDER[0]) {
                series.add(asked * 100, scorer.caught(kind, budget).share());
            }
        }
        return series;
    }

    private void roc(String file, String title, XYSeriesCollection curves) throws IOException {
        LogAxis across = new LogAxis("genuine logins asked, %");
        across.setRange(0.05, 100);
        across.setTickUnit(new NumberTickUnit(1));
        across.setNumberFormatOverride(new DecimalFormat("0.##", DecimalFormatSymbols.getInstance(Locale.ROOT)));
        NumberAxis up = new NumberAxis("attacks caught");
        up.setRange(0, 1);
        up.setTickUnit(new NumberTickUnit(0.2));
        write(file, chart(title, curves, across, up, false));
    }

    private void calibration(Evaluation ours) throws IOException {
        XYSeries bins = new XYSeries("riskiest to safest attempts", false);
        XYSeries ideal = new XYSeries("as many as expected", false);
        for (Reliability.Bin bin : ours.reliability.bins(18, 0.0005)) {
            double expected = bin.expected() / bin.attempts();
            double observed = bin.observed() / bin.attempts();
            if (expected > 1e-6 && observed > 1e-6) {
                bins.add(expected, observed);
            }
        }
        ideal.add(1e-6, 1e-6);
        ideal.add(1, 1);
        XYSeriesCollection curves = new XYSeriesCollection();
        curves.addSeries(bins);
        curves.addSeries(ideal);
        LogAxis across = new LogAxis("probability said");
        across.setRange(1e-6, 1);
        across.setTickUnit(new NumberTickUnit(1));
        LogAxis up = new LogAxis("attacks among such attempts");
        up.setRange(1e-6, 1);
        up.setTickUnit(new NumberTickUnit(1));
        write("calibration", chart(ours.name + ": probability said and attacks seen", curves, across, up, true));
    }

    private static JFreeChart chart(
            String title, XYSeriesCollection curves, ValueAxis across, ValueAxis up, boolean dots) {
        JFreeChart chart = ChartFactory.createXYLineChart(title, "", "", curves);
        chart.setBackgroundPaint(Color.WHITE);
        chart.getTitle().setFont(new Font("SansSerif", Font.BOLD, 15));
        XYPlot plot = chart.getXYPlot();
        plot.setBackgroundPaint(Color.WHITE);
        plot.setDomainGridlinePaint(GRID);
        plot.setRangeGridlinePaint(GRID);
        plot.setOutlineVisible(false);
        plot.setDomainAxis(across);
        plot.setRangeAxis(up);
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        for (int i = 0; i < curves.getSeriesCount(); i++) {
            boolean dashed = i >= 5 && !dots || dots && i == 1;
            renderer.setSeriesPaint(i, INKS[i % INKS.length]);
            renderer.setSeriesStroke(
                    i,
                    dashed
                            ? new BasicStroke(
                                    1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 4}, 0)
                            : new BasicStroke(2f));
            renderer.setSeriesShapesVisible(i, dots && i == 0);
        }
        renderer.setDrawSeriesLineAsPath(true);
        plot.setRenderer(renderer);
        return chart;
    }

    private void write(String file, JFreeChart chart) throws IOException {
        SVGGraphics2D svg = new SVGGraphics2D(WIDTH, HEIGHT);
        svg.setDefsKeyPrefix(file + "-");
        svg.setGeomDoubleConverter(value -> String.format(Locale.ROOT, "%.1f", value));

        chart.setElementHinting(false);
        chart.draw(svg, new Rectangle(WIDTH, HEIGHT));
        Files.writeString(folder.resolve(file + ".svg"), svg.getSVGElement(file) + "\n");
    }
}
