package dev.latchkey.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The parts of a mail, one below the other, written once and laid out twice: as plain text and as HTML. */
final class Page {
    private final List<Part> parts = new ArrayList<>();

    private sealed interface Part {
        /** A sentence or two. */
        record Paragraph(String text) implements Part {}

        /** Six digits to type. */
        record Code(String digits) implements Part {}

        /** What is known, line by line. */
        record Details(List<String> lines) implements Part {}

        /** One thing to do. */
        record Link(String words, String address) implements Part {}

        /** Why this mail came. */
        record Foot(String text) implements Part {}
    }

    Page say(String text) {
        parts.add(new Part.Paragraph(text));
        return this;
    }

    Page code(String digits) {
        parts.add(new Part.Code(digits));
        return this;
    }

    Page details(List<String> lines) {
        parts.add(new Part.Details(List.copyOf(lines)));
        return this;
    }

    Page link(String words, String address) {
        parts.add(new Part.Link(words, address));
        return this;
    }

    Page foot(String text) {
        parts.add(new Part.Foot(text));
        return this;
    }

    String text() {
        return parts.stream().map(Page::plain).collect(Collectors.joining("\n\n", "", "\n"));
    }

    /** No style sheet, picture or script of elsewhere: what a mail fetches tells when it was read. */
    String html(Language language, String title) {
        String direction = language == Language.AR ? "rtl" : "ltr";
        return """
                <!doctype html>
                <html lang="%s" dir="%s">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <meta name="color-scheme" content="light dark"><title>%s</title></head>
                <body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif">
                <div style="max-width:420px;margin:0 auto">
                <h1 style="font-size:20px;line-height:1.3;margin:0 0 16px">%s</h1>
                %s
                </div>
                </body>
                </html>
                """.formatted(
                        language.tag(),
                        direction,
                        escape(title),
                        escape(title),
                        parts.stream().map(Page::marked).collect(Collectors.joining("\n")));
    }

    private static String plain(Part part) {
        return switch (part) {
            case Part.Paragraph paragraph -> paragraph.text();
            case Part.Code code -> "    " + code.digits();
            case Part.Details details -> String.join("\n", details.lines());
            case Part.Link link -> link.words() + "\n" + link.address();
            case Part.Foot foot -> "-- \n" + foot.text();
        };
    }

    private static String marked(Part part) {
        return switch (part) {
            case Part.Paragraph paragraph -> "<p style=\"margin:0 0 16px\">" + escape(paragraph.text()) + "</p>";
            case Part.Code code ->
                "<p dir=\"ltr\" style=\"margin:0 0 16px;font:600 28px/1.3 ui-monospace,monospace;letter-spacing:4px\">"
                        + escape(code.digits()) + "</p>";
            case Part.Details details ->
                "<p style=\"margin:0 0 16px\">"
                        + details.lines().stream().map(Page::escape).collect(Collectors.joining("<br>")) + "</p>";
            case Part.Link link ->
                "<p style=\"margin:0 0 16px\"><a href=\"" + escape(link.address())
                        + "\" style=\"font-weight:600;color:#0f766e\">" + escape(link.words()) + "</a></p>";
            case Part.Foot foot -> "<p style=\"margin:24px 0 0;font-size:13px\">" + escape(foot.text()) + "</p>";
        };
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
