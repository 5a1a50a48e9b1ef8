package dev.latchkey.riskbench;

/**
 * A browser as the data set describes it.
 *
 * @param text    the whole user agent
 * @param browser name and version
 * @param os      name and version
 * @param type    mobile, desktop or tablet
 */
record Agent(String text, String browser, String os, String type) {
    /** What a device is and what comes with it. The shares are an assumption, shaped like public browser statistics. */
    enum Maker {
        IPHONE("apple", "mobile"),
        ANDROID("google", "mobile"),
        WINDOWS("windows", "desktop"),
        MAC("apple", "desktop"),
        IPAD("apple", "tablet"),
        LINUX("1password", "desktop");

        /** Whose cloud keeps its passkeys. */
        final String provider;

        final String type;

        Maker(String provider, String type) {
            this.provider = provider;
            this.type = type;
        }
    }

    enum Browser {
        SAFARI,
        CHROME,
        EDGE,
        FIREFOX,
        SAMSUNG
    }

    /** First devices; telephones lead. */
    static final Weights FIRST = Weights.of(33, 33, 22, 7, 3, 2);

    private static final Weights ANDROID_BROWSERS = Weights.of(0, 83, 0, 4, 13);
    private static final Weights WINDOWS_BROWSERS = Weights.of(0, 65, 25, 10, 0);
    private static final Weights MAC_BROWSERS = Weights.of(50, 43, 1, 6, 0);
    private static final Weights LINUX_BROWSERS = Weights.of(0, 45, 0, 55, 0);
    private static final int DAYS_PER_OS_RELEASE = 56;

    static Browser browser(Maker maker, Dice dice) {
        return switch (maker) {
            case IPHONE, IPAD -> Browser.SAFARI;
            case ANDROID -> Browser.values()[ANDROID_BROWSERS.pick(dice)];
            case WINDOWS -> Browser.values()[WINDOWS_BROWSERS.pick(dice)];
            case MAC -> Browser.values()[MAC_BROWSERS.pick(dice)];
            case LINUX -> Browser.values()[LINUX_BROWSERS.pick(dice)];
        };
    }

    /**
     * Returns the browser as it is on a day.
     *
     * @param day       days since the world's beginning, less the device's delay in updating
     * @param osVersion how far a device of a maker that rarely updates has come: 0, 1, 2
     */
    static Agent of(Maker maker, Browser browser, double day, int osVersion) {
        int release = (int) StrictMath.floor(day / Assumptions.RELEASE_DAYS);
        int osRelease = (int) StrictMath.floor(day / DAYS_PER_OS_RELEASE);
        String apple = (17 + Math.floorDiv(osRelease, 6)) + "." + Math.floorMod(osRelease, 6);
        String os = switch (maker) {
            case IPHONE, IPAD -> "iOS " + apple;
            case ANDROID -> "Android " + (13 + osVersion);
            case WINDOWS -> "Windows 10";
            case MAC -> "Mac OS X 10.15.7";
            case LINUX -> "Linux";
        };
        String platform = switch (maker) {
            case IPHONE -> "iPhone; CPU iPhone OS " + apple.replace('.', '_') + " like Mac OS X";
            case IPAD -> "iPad; CPU OS " + apple.replace('.', '_') + " like Mac OS X";
            case ANDROID -> "Linux; Android 10; K";
            case WINDOWS -> "Windows NT 10.0; Win64; x64";
            case MAC -> "Macintosh; Intel Mac OS X 10_15_7";
            case LINUX -> "X11; Linux x86_64";
        };
        String mobile = maker.type.equals("mobile") ? " Mobile" : "";
        String chrome = "Mozilla/5.0 (" + platform + ") AppleWebKit/537.36 (KHTML, like Gecko) Chrome/"
                + (120 + release) + ".0.0.0" + mobile + " Safari/537.36";
        String text = switch (browser) {
            case SAFARI ->
                "Mozilla/5.0 (" + platform + ") AppleWebKit/605.1.15 (KHTML, like Gecko) Version/" + apple
                        + (mobile.isEmpty() ? "" : " Mobile/15E148") + " Safari/605.1.15";
            case CHROME -> chrome;
            case EDGE -> chrome + " Edg/" + (120 + release) + ".0.0.0";
            case FIREFOX ->
                "Mozilla/5.0 (" + platform + "; rv:" + (121 + release) + ".0) Gecko/20100101 Firefox/" + (121 + release)
                        + ".0";
            case SAMSUNG ->
                "Mozilla/5.0 (" + platform + ") AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/"
                        + (23 + Math.floorDiv(release, 4)) + ".0 Chrome/" + (115 + release / 4 * 6)
                        + ".0.0.0 Mobile Safari/537.36";
        };
        String name = switch (browser) {
            case SAFARI -> "Safari " + apple;
            case CHROME -> "Chrome " + (120 + release) + ".0.0";
            case EDGE -> "Edge " + (120 + release) + ".0.0";
            case FIREFOX -> "Firefox " + (121 + release) + ".0";
            case SAMSUNG -> "Samsung Internet " + (23 + Math.floorDiv(release, 4)) + ".0";
        };
        return new Agent(text.intern(), name.intern(), os.intern(), maker.type);
    }

    /** Returns what many people use on that day. */
    static Agent popular(double day, Dice dice) {
        Maker maker = Maker.values()[FIRST.pick(dice)];
        return of(maker, browser(maker, dice), day - dice.exponential(Assumptions.UPDATE_LAG_DAYS), dice.below(3));
    }
}
