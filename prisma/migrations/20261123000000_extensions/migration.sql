-- Names are matched by similarity; `btree_gin` lets the workspace stand first in those indexes too.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;
