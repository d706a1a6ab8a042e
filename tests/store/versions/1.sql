-- a store of schema 1, as that version wrote it
PRAGMA application_id = 1346523718;
BEGIN TRANSACTION;
CREATE TABLE actors (
                brief_id TEXT NOT NULL REFERENCES briefs(id) ON DELETE CASCADE, id TEXT NOT NULL, name TEXT NOT NULL,
                kind TEXT NOT NULL, role TEXT, aliases TEXT NOT NULL, mentions INTEGER NOT NULL,
                PRIMARY KEY (brief_id, id)
            ) STRICT
            ;
INSERT INTO "actors" VALUES('r1','a1','le maire','person',NULL,'Le maire',1);
CREATE TABLE articles (
                id TEXT PRIMARY KEY, title TEXT, outlet TEXT, author TEXT, published TEXT, url TEXT, path TEXT,
                language TEXT NOT NULL, n_chars INTEGER NOT NULL, text TEXT NOT NULL
            ) STRICT
            ;
INSERT INTO "articles" VALUES('9f36e38e56f4862322c0551ad900642dc426587e363027f1f8dc5c4e03cf0064','L''usine','Le Fil','A. Roux','2026-03',NULL,NULL,'fr',115,'Selon le ministère, l''usine de Valmont fermerait en mars. Quelque 300 salariés seraient concernés. Le maire dément.');
CREATE TABLE briefs (
                id TEXT PRIMARY KEY, article_id TEXT NOT NULL REFERENCES articles(id), headline TEXT NOT NULL,
                engine TEXT NOT NULL, engine_version TEXT NOT NULL, model TEXT, prompt TEXT, created_at TEXT NOT NULL,
                errors INTEGER NOT NULL, warnings INTEGER NOT NULL, json TEXT NOT NULL
            ) STRICT
            ;
INSERT INTO "briefs" VALUES('r1','9f36e38e56f4862322c0551ad900642dc426587e363027f1f8dc5c4e03cf0064','L''usine de Valmont fermerait','fake','1',NULL,NULL,'2026-01-01T00:00:00Z',1,0,'{"schema_version":"1.0.0","id":"r1","article":{"id":"9f36e38e56f4862322c0551ad900642dc426587e363027f1f8dc5c4e03cf0064","title":"L''usine","outlet":"Le Fil","author":"A. Roux","published":"2026-03","url":null,"path":null,"language":"fr","n_chars":115},"headline":"L''usine de Valmont fermerait","summary":[{"text":"L''usine fermerait.","claims":["c1"],"hedging":{"level":3,"label":"unconfirmed"}}],"actors":[{"id":"a1","name":"le maire","kind":"person","role":null,"aliases":["Le maire"],"mentions":[{"start":99,"end":107,"text":"Le maire"}]}],"numbers":[{"id":"n1","text":"300 salariés","span":{"start":66,"end":78,"text":"300 salariés"},"low":300,"high":300,"comparator":"about","unit":"salariés","kind":"count","measures":"salariés concernés","claims":["c1"]}],"claims":[{"id":"c1","text":"Selon le ministère, l''usine fermerait en mars.","evidence":[{"start":0,"end":57,"text":"Selon le ministère, l''usine de Valmont fermerait en mars."}],"source_type":"named","sources":[{"name":"ministère","kind":"state_body","role":"origin"},{"name":"agence Fil","kind":"media","role":"relay"}],"report_form":"indirect","certainty":"certain","endorsement":"withheld","disputed_by":[],"polarity":"positive","tense":"future","event_status":"planned","hedging":{"level":3,"label":"unconfirmed"},"cues":[{"type":"conditional_reportive","text":"fermerait","span":{"start":39,"end":48,"text":"fermerait"}}],"actors":["a1"],"numbers":["n1"]}],"findings":[{"rule":"r","severity":"error","message":"m","span":null,"claim":null}],"coverage":{"numbers":{"found":1,"cited":1},"cues":{"found":3,"linked":2},"sentences":{"found":3,"cited":1}},"provenance":{"engine":"fake","engine_version":"1","model_requested":null,"model_returned":null,"prompt":null,"draft_schema_sha256":"cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd","parameters":{},"usage":{"input":0,"cached":0,"output":0},"cost_usd":null,"attempts":0,"created_at":"2026-01-01T00:00:00Z","duration_ms":5}}');
CREATE TABLE claims (
                brief_id TEXT NOT NULL REFERENCES briefs(id) ON DELETE CASCADE, id TEXT NOT NULL, text TEXT NOT NULL,
                level INTEGER NOT NULL, label TEXT NOT NULL, source_type TEXT NOT NULL, sources TEXT NOT NULL,
                report_form TEXT NOT NULL, certainty TEXT NOT NULL, endorsement TEXT NOT NULL, polarity TEXT NOT NULL,
                tense TEXT NOT NULL, event_status TEXT NOT NULL, evidence TEXT NOT NULL,
                PRIMARY KEY (brief_id, id)
            ) STRICT
            ;
INSERT INTO "claims" VALUES('r1','c1','Selon le ministère, l''usine fermerait en mars.',3,'unconfirmed','named','ministère → agence Fil','indirect','certain','withheld','positive','future','planned','Selon le ministère, l''usine de Valmont fermerait en mars.');
CREATE TABLE completions (
                request_sha256 TEXT PRIMARY KEY, model_requested TEXT NOT NULL, model_returned TEXT NOT NULL,
                input_tokens INTEGER NOT NULL, cached_tokens INTEGER NOT NULL, output_tokens INTEGER NOT NULL,
                attempts INTEGER NOT NULL, raw TEXT NOT NULL
            ) STRICT
            ;
INSERT INTO "completions" VALUES('k','fake','fake-1',100,10,20,1,'{"réponse": "œ"}');
CREATE TABLE cues (
                brief_id TEXT NOT NULL REFERENCES briefs(id) ON DELETE CASCADE, claim_id TEXT NOT NULL,
                position INTEGER NOT NULL, type TEXT NOT NULL, text TEXT NOT NULL, start INTEGER NOT NULL,
                "end" INTEGER NOT NULL, PRIMARY KEY (brief_id, claim_id, position)
            ) STRICT
            ;
INSERT INTO "cues" VALUES('r1','c1',0,'conditional_reportive','fermerait',39,48);
CREATE TABLE migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
INSERT INTO "migrations" VALUES(1,'articles, completions, briefs and their flat tables');
CREATE TABLE numbers (
                brief_id TEXT NOT NULL REFERENCES briefs(id) ON DELETE CASCADE, id TEXT NOT NULL, text TEXT NOT NULL,
                start INTEGER NOT NULL, "end" INTEGER NOT NULL, low REAL, high REAL, comparator TEXT NOT NULL,
                unit TEXT NOT NULL, kind TEXT NOT NULL, measures TEXT NOT NULL,
                PRIMARY KEY (brief_id, id)
            ) STRICT
            ;
INSERT INTO "numbers" VALUES('r1','n1','300 salariés',66,78,300.0,300.0,'about','salariés','count','salariés concernés');
CREATE INDEX briefs_by_article ON briefs(article_id);
COMMIT;
