/* SHA-256 of the .proto files in order of name; made by Shared/Schema/generate. */
#ifndef QUIETUDE_SCHEMA_DIGEST
#define QUIETUDE_SCHEMA_DIGEST "e4854898a458dd61526b6dbc52fdd31282f2bd139865f5a73b206b26ca795a61"
#endif
