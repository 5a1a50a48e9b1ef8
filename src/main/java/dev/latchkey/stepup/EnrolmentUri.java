package dev.latchkey.stepup;

import io.nayuki.qrcodegen.QrCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What an authenticator app is given: a secret in base 32, inside an {@code otpauth} address, inside a picture. */
final class EnrolmentUri {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"; // RFC 4648 §6
    private static final int QUIET = 4; // modules around the symbol (ISO/IEC 18004 §6.3.8)

    private EnrolmentUri() {}

    /** Writes bytes in base 32 without padding. */
    static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte value : bytes) {
            buffer = buffer << 8 | value & 0xff;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(BASE32.charAt(buffer >> bits & 31));
            }
            buffer &= (1 << bits) - 1;
        }
        if (bits > 0) {
            text.append(BASE32.charAt(buffer << 5 - bits & 31));
        }
        return text.toString();
    }

    /** Reads what {@link #base32} wrote. */
    static byte[] fromBase32(String text) {
        byte[] bytes = new byte[text.length() * 5 / 8];
        int buffer = 0;
        int bits = 0;
        int next = 0;
        for (char letter : text.toCharArray()) {
            buffer = buffer << 5 | BASE32.indexOf(letter);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[next++] = (byte) (buffer >> bits);
                buffer &= (1 << bits) - 1;
            }
        }
        return bytes;
    }

    /** Returns the address that apps understand ("Key URI Format"). */
    static String of(String issuer, String account, String secret) {
        return "otpauth://totp/" + escape(issuer) + ":" + escape(account) + "?secret=" + secret + "&issuer="
                + escape(issuer) + "&algorithm=SHA1&digits=" + OneTimePasswords.DIGITS + "&period="
                + OneTimePasswords.STEP.toSeconds();
    }

    /** Draws {@code text} as a QR code: one path of dark runs on white, in units of modules. */
    static String svg(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        int side = code.size + 2 * QUIET;
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            int x = 0;
            while (x < code.size) {
                int run = runOfDark(code, x, y);
                if (run > 0) {
                    path.append("M%d,%dh%dv1h-%dz".formatted(x + QUIET, y + QUIET, run, run));
                }
                x += run + 1;
            }
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + side + " " + side
                + "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0,0h" + side + "v" + side + "h-" + side
                + "z\"/><path d=\"" + path + "\"/></svg>";
    }

    private static int runOfDark(QrCode code, int x, int y) {
        int run = 0;
        while (x + run < code.size && code.getModule(x + run, y)) {
            run++;
        }
        return run;
    }

    private static String escape(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
