package dev.connectorkit.runtime.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a schema demands of a value, by the value's type: whether the type is admitted at all, the checks that a value of it
 * has to pass, and whether that is all or the full validator has a say. Keywords speak of one type each, so the rules of
 * several schemas can be put together type by type. Not to be changed once made.
 */
final class ValueRules {
    static final ValueRules ANYTHING =
            new ValueRules(JsonTypes.ANY, 0, Collections.nCopies(JsonTypes.COUNT, List.of()));

    private final JsonTypes types;
    private final int incomplete;
    private final List<List<ValueCheck>> checks;

    private ValueRules(JsonTypes types, int incomplete, List<List<ValueCheck>> checks) {
        this.types = types;
        this.incomplete = incomplete & types.mask();
        this.checks = checks;
    }

    /** Admits the types, and everything of them. */
    static ValueRules ofTypes(JsonTypes types) {
        return new ValueRules(types, 0, ANYTHING.checks);
    }

    /** Admits everything as far as these rules go; about values of the types in the mask the full validator has to be asked. */
    static ValueRules unknown(int mask) {
        return new ValueRules(JsonTypes.ANY, mask, ANYTHING.checks);
    }

    /** Admits everything; values of the types in the mask only if the check holds. */
    static ValueRules ofCheck(int mask, ValueCheck check) {
        List<List<ValueCheck>> checks = new ArrayList<>(ANYTHING.checks);
        for (int index = 0; index < JsonTypes.COUNT; index++) {
            if ((mask & (1 << index)) != 0) {
                checks.set(index, List.of(check));
            }
        }
        return new ValueRules(JsonTypes.ANY, 0, checks);
    }

    JsonTypes types() {
        return types;
    }

    /** Types of values about which these rules are not all that there is to say. */
    int incomplete() {
        return incomplete;
    }

    List<ValueCheck> checks(int typeIndex) {
        return checks.get(typeIndex);
    }

    /** Whether the rules for whole numbers are others than those for the rest of them. */
    boolean tellsWholeNumbers() {
        int whole = Integer.numberOfTrailingZeros(JsonTypes.INTEGER);
        int rest = Integer.numberOfTrailingZeros(JsonTypes.FRACTION);
        return types.admits(JsonTypes.INTEGER) != types.admits(JsonTypes.FRACTION)
                || (incomplete & JsonTypes.INTEGER) == 0 != ((incomplete & JsonTypes.FRACTION) == 0)
                || !checks(whole).equals(checks(rest));
    }

    /** Whether values of the type are admitted whatever they are. */
    private boolean admitsAll(int typeIndex) {
        int bit = 1 << typeIndex;
        return types.admits(bit) && (incomplete & bit) == 0 && checks(typeIndex).isEmpty();
    }

    ValueRules and(ValueRules other) {
        List<List<ValueCheck>> both = new ArrayList<>();
        for (int index = 0; index < JsonTypes.COUNT; index++) {
            List<ValueCheck> joined = new ArrayList<>(checks(index));
            joined.addAll(other.checks(index));
            both.add(joined);
        }
        return new ValueRules(new JsonTypes(types.mask() & other.types.mask()), incomplete | other.incomplete, both);
    }

    static ValueRules anyOf(List<ValueRules> alternatives) {
        return choose(alternatives, false);
    }

    static ValueRules oneOf(List<ValueRules> alternatives) {
        return choose(alternatives, true);
    }

    /** Where at most one alternative concerns a type, its checks are the type's; where several do, it depends. */
    private static ValueRules choose(List<ValueRules> alternatives, boolean exactlyOne) {
        int mask = 0;
        int incomplete = 0;
        List<List<ValueCheck>> checks = new ArrayList<>(ANYTHING.checks);
        for (int index = 0; index < JsonTypes.COUNT; index++) {
            int bit = 1 << index;
            int type = index;
            List<ValueRules> concerned = alternatives.stream()
                    .filter(rules -> rules.types.admits(bit))
                    .toList();
            long certain =
                    concerned.stream().filter(rules -> rules.admitsAll(type)).count();
            boolean isRefused = concerned.isEmpty() || (exactlyOne && certain > 1);
            if (isRefused) {
                continue;
            }
            mask |= bit;
            if (concerned.size() == 1) {
                checks.set(index, concerned.get(0).checks(index));
                incomplete |= concerned.get(0).incomplete & bit;
            } else if (exactlyOne || certain == 0) {
                incomplete |= bit;
            }
        }
        return new ValueRules(new JsonTypes(mask), incomplete, checks);
    }

    ValueRules not() {
        int mask = 0;
        int unknown = 0;
        for (int index = 0; index < JsonTypes.COUNT; index++) {
            int bit = 1 << index;
            boolean passes = !types.admits(bit);
            if (!admitsAll(index)) {
                mask |= bit;
                unknown |= passes ? 0 : bit;
            }
        }
        return new ValueRules(new JsonTypes(mask), unknown, ANYTHING.checks);
    }
}
