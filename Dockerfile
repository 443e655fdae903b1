# The tool without its development dependencies. docs/pipeline.md has the commands.
FROM node:22-bookworm-slim AS build
WORKDIR /build
RUN chown 1000:1000 /build
USER 1000:1000
COPY --chown=1000:1000 package.json package-lock.json ./
# The build follows when the sources are there, so a change of a source leaves this layer as it is.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY --chown=1000:1000 . .
RUN npm run build && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:22-bookworm-slim
# The files belong to root, and the tool runs as another user, so no run can change them.
COPY --from=build --chown=root:root /build/package.json /build/LICENSE /opt/conform/
COPY --from=build --chown=root:root /build/node_modules /opt/conform/node_modules
COPY --from=build --chown=root:root /build/dist /opt/conform/dist
COPY --from=build --chown=root:root /build/specs /opt/conform/specs
COPY --from=build --chown=root:root /build/suites /opt/conform/suites
COPY --from=build --chown=root:root /build/fixtures/payloads /opt/conform/fixtures/payloads
COPY --from=build --chown=root:root /build/fixtures/servers.record.json /opt/conform/fixtures/
USER 1000:1000
# Reports, ledgers and the record of the last run are written here.
WORKDIR /reports
ENTRYPOINT ["node", "/opt/conform/dist/src/cli/conform.js"]
CMD ["run"]
