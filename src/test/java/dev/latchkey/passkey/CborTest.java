package dev.latchkey.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.id.Bytes;
import dev.latchkey.testing.CborWriter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The strict reader against RFC 8949 appendix A and against what CTAP2 forbids. */
class CborTest {
    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    @ParameterizedTest
    @CsvSource({
        "00,0",
        "17,23",
        "1818,24",
        "18ff,255",
        "190100,256",
        "1a00010000,65536",
        "1b0000000100000000,4294967296",
        "1b7fffffffffffffff,9223372036854775807",
        "20,-1",
        "3903e7,-1000",
        "3b7fffffffffffffff,-9223372036854775808"
    })
    void integersReadAsTheyAre(String encoded, long number) {
        assertThat(Cbor.read(hex(encoded), 0)).map(Cbor.Item::value).contains(number);
    }

    @Test
    void everyKindThatCtap2KnowsIsRead() {
        byte[] encoded = CborWriter.encode(
                Map.of("list", List.of(1, "ü", new byte[] {1, 2}, true, false, new CborWriter.Raw(hex("f6")))));

        assertThat(Cbor.map(encoded))
                .contains(Map.of(
                        "list", List.of(1L, "ü", Bytes.of(new byte[] {1, 2}), true, false, Cbor.Nothing.NULL)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "1817", // 23 in two bytes
                "190017", // 23 in three
                "1900ff", // 255 in three
                "1a0000ffff", // 65535 in five
                "1b00000000ffffffff", // 2^32-1 in nine
                "1b8000000000000000", // beyond 63 bits
                "1c",
                "1d",
                "1e",
                "1f", // reserved
                "5f4101ff", // indefinite bytes
                "7f6161ff", // indefinite text
                "9f01ff", // indefinite list
                "bf0102ff", // indefinite map
                "c000", // tag
                "f90000", // half float
                "fa00000000", // float
                "fb0000000000000000", // double
                "f800", // simple value
                "ff", // break
                "42 01", // too short
                "6261", // too short
                "62c328", // not UTF-8
                "8201", // list too short
                "a101", // map without a value
                "a2010202", // map too short
                "a201020103", // key twice
                "a261610161610 2", // key twice
                "a1f501", // key of another kind
                "a1400 1", // bytes as key
                "9affffffff", // list of four billion
                "9bffffffffffffffff",
                "baffffffff",
                "5affffffff",
                "5bffffffffffffffff"
            })
    void whatCtap2ForbidsIsNotRead(String encoded) {
        assertThat(Cbor.read(hex(encoded.replace(" ", "")), 0)).isEmpty();
    }

    @Test
    void keysOfDifferentTypesAreDifferentKeys() {
        assertThat(Cbor.map(hex("a20102613102"))).contains(Map.of(1L, 2L, "1", 2L));
    }

    @Test
    void nothingMayFollowAMap() {
        assertThat(Cbor.map(hex("a000"))).isEmpty();
        assertThat(Cbor.map(hex("80"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"15,true", "16,false"})
    void depthEndsAt16(int lists, boolean good) {
        String nested = "81".repeat(lists) + "00";

        assertThat(Cbor.read(hex(nested), 0).isPresent()).isEqualTo(good);
    }

    @Test
    void aHundredThousandLevelsDoNotOverflowTheStack() {
        assertThat(Cbor.read(hex("81".repeat(100_000)), 0)).isEmpty();
    }

    @Test
    void readingMayBeginInTheMiddleAndSaysWhereItEnded() {
        assertThat(Cbor.read(hex("ffa1010205"), 1)).contains(new Cbor.Item(Map.of(1L, 2L), 4));
    }
}
