"""What the database itself holds of judgements and of the clusters that follow from them."""

from django.db import migrations

from bluelamp.core.operations import append_only

# Both checks wait for the end of the transaction: a judgement and its clusters are written in one.
HELD = """
CREATE FUNCTION check_cluster_member() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    mine nominals_clustermember%ROWTYPE;
BEGIN
    SELECT * INTO mine FROM nominals_clustermember WHERE person_id = NEW.person_id;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    IF NOT EXISTS (
        SELECT FROM nominals_clustermember g
        WHERE g.person_id = mine.golden_id AND g.golden_id = g.person_id
    ) THEN
        RAISE EXCEPTION 'The record % stands for itself or for nobody (MG-04)', mine.golden_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (
        SELECT FROM nominals_judgement j
        JOIN nominals_clustermember o ON o.golden_id = mine.golden_id
            AND o.person_id = CASE WHEN j.first_id = mine.person_id
                THEN j.second_id ELSE j.first_id END
        WHERE mine.person_id IN (j.first_id, j.second_id) AND j.verdict = 'same'
            AND NOT EXISTS (SELECT FROM nominals_judgement l WHERE l.supersedes_id = j.id)
    ) THEN
        RAISE EXCEPTION 'No judgement joins the record % to its cluster (MG-02)', mine.person_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER cluster_follows_judgements
    AFTER INSERT OR UPDATE ON nominals_clustermember DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION check_cluster_member();

CREATE FUNCTION check_judgement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.supersedes_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM nominals_judgement e WHERE e.id = NEW.supersedes_id
            AND e.id < NEW.id AND e.first_id = NEW.first_id AND e.second_id = NEW.second_id
    ) THEN
        RAISE EXCEPTION 'A judgement supersedes an earlier one of the same pair (G5)'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.verdict = 'same'
        AND NOT EXISTS (SELECT FROM nominals_judgement l WHERE l.supersedes_id = NEW.id)
        AND NOT EXISTS (
            SELECT FROM nominals_clustermember a JOIN nominals_clustermember b USING (golden_id)
            WHERE a.person_id = NEW.first_id AND b.person_id = NEW.second_id
        )
    THEN
        RAISE EXCEPTION 'Records that are judged one stand in one cluster (MG-02)'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER judgement_is_followed
    AFTER INSERT ON nominals_judgement DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION check_judgement();
"""

NOT_HELD = """
DROP TRIGGER judgement_is_followed ON nominals_judgement;
DROP FUNCTION check_judgement();
DROP TRIGGER cluster_follows_judgements ON nominals_clustermember;
DROP FUNCTION check_cluster_member();
"""


class Migration(migrations.Migration):
    dependencies = [("nominals", "0003_sameness"), ("core", "0001_roles_and_refusal")]
    operations = [append_only("nominals_judgement"), migrations.RunSQL(HELD, NOT_HELD)]
